package io.github.inpagelogin.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import io.github.inpagelogin.config.Settings;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What the settings make of the log, in the configurations that ship. */
class LogFormatTest {
    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Logger ours = context.getLogger("io.github.inpagelogin.Application");
    private final Logger library = context.getLogger("org.eclipse.jetty.client.HttpClient");

    @AfterEach
    void asItWas() {
        System.clearProperty("logback.configurationFile");
        apply();
    }

    @Test
    void byDefaultItIsTextAtInfoAndNothingIsSetUpAgain() {
        Appender<ILoggingEvent> before = root.getAppender("console");
        apply();
        assertSame(before, root.getAppender("console"));
        assertTrue(encoder() instanceof PatternLayoutEncoder);
        assertEquals(Level.INFO, root.getLevel());
        assertFalse(ours.isDebugEnabled());
    }

    @Test
    void itIsJsonOnceThatIsSet() {
        apply("ops.log-format", "json");
        assertTrue(encoder() instanceof JsonEncoder);
        assertEquals(Level.INFO, root.getLevel());
        Appender<ILoggingEvent> before = root.getAppender("console");
        apply("ops.log-format", "json");
        assertSame(before, root.getAppender("console"));
        apply();
        assertTrue(encoder() instanceof PatternLayoutEncoder);
    }

    @Test
    void debugIsForOurOwnCodeWhateverIsSetForLibraries() {
        for (String format : new String[] {"text", "json"}) {
            apply("ops.log-level", "debug", "ops.log-format", format);
            assertEquals(Level.DEBUG, root.getLevel());
            library.setLevel(Level.TRACE);
            assertTrue(ours.isDebugEnabled());
            assertFalse(library.isDebugEnabled());
            assertFalse(library.isTraceEnabled());
            assertFalse(context.getLogger("io.github.inpageloginx.Y").isDebugEnabled());
            assertTrue(library.isInfoEnabled());
        }
    }

    @Test
    void anOperatorsOwnConfigurationIsLeftAlone() {
        Appender<ILoggingEvent> before = root.getAppender("console");
        System.setProperty("logback.configurationFile", "/etc/logback.xml");
        apply("ops.log-format", "json");
        assertSame(before, root.getAppender("console"));
        System.clearProperty("logback.configurationFile");
        apply("ops.log-format", "json");
        assertNotSame(before, root.getAppender("console"));
    }

    private Encoder<ILoggingEvent> encoder() {
        return ((ConsoleAppender<ILoggingEvent>) root.getAppender("console")).getEncoder();
    }

    private static void apply(String... keysAndValues) {
        Map<String, String> values = new HashMap<>(Map.of("ringcentral.client-id", "id"));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        LogFormat.apply(Settings.of(values).ops());
    }
}
