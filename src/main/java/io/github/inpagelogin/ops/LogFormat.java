package io.github.inpagelogin.ops;

import ch.qos.logback.classic.ClassicConstants;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.util.OptionHelper;
import io.github.inpagelogin.config.LogStyle;
import io.github.inpagelogin.config.Setting;
import io.github.inpagelogin.config.Settings;
import java.net.URL;
import java.util.Locale;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the log written as the settings say. Logback begins with {@code logback.xml}, which is text at INFO, before there are
 * settings. An operator's own configuration ({@code logback.configurationFile}) is left alone.
 */
public final class LogFormat {
    private static final Logger LOG = LoggerFactory.getLogger(LogFormat.class);
    private static final String FORMAT = Setting.OPS_LOG_FORMAT.key();
    private static final String LEVEL = Setting.OPS_LOG_LEVEL.key();

    private LogFormat() {}

    /** Changes what is in force, if it is not what {@code ops} says. */
    public static void apply(Settings.Ops ops) {
        String format = ops.logStyle().name().toLowerCase(Locale.ROOT);
        String level = ops.debug() ? "debug" : "info";
        if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
            LOG.warn("{} and {} have no effect: what is logged goes to another library", FORMAT, LEVEL);
        } else if (OptionHelper.getSystemProperty(ClassicConstants.CONFIG_FILE_PROPERTY) != null) {
            LOG.info("{} and {} have no effect: {} is set", FORMAT, LEVEL, ClassicConstants.CONFIG_FILE_PROPERTY);
        } else if (!isInForce(context, FORMAT, format) || !isInForce(context, LEVEL, level)) {
            configure(context, ops.logStyle() == LogStyle.JSON ? "/logback-json.xml" : "/logback.xml", format, level);
        }
    }

    private static boolean isInForce(LoggerContext context, String key, String value) {
        String current = context.getProperty(key);
        return value.equals(current == null ? defaultOf(key) : current);
    }

    private static String defaultOf(String key) {
        return (key.equals(FORMAT) ? Setting.OPS_LOG_FORMAT : Setting.OPS_LOG_LEVEL).defaultValue();
    }

    private static void configure(LoggerContext context, String file, String format, String level) {
        URL configuration = Objects.requireNonNull(LogFormat.class.getResource(file), file);
        context.reset();
        context.putProperty(FORMAT, format);
        context.putProperty(LEVEL, level);
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        try {
            configurator.doConfigure(configuration);
        } catch (JoranException e) {
            throw new IllegalStateException("Our own " + file + " cannot be used", e);
        }
    }
}
