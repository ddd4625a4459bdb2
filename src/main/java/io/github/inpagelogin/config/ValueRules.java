package io.github.inpagelogin.config;

import static io.github.inpagelogin.config.Unacceptable.unless;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the values of settings must be like, apart from addresses. No message has the value: it may be a secret. */
final class ValueRules {
    private static final Duration LONGEST_CALL = Duration.ofSeconds(60);
    private static final Duration SHORTEST_LIFETIME = Duration.ofMinutes(5);
    private static final int SHORTEST_SECRET = 32;
    private static final int FEWEST_DIFFERENT = 8;
    private static final int LONGEST_NOTICE = 500;

    private ValueRules() {}

    static String clientId(String text) throws Unacceptable {
        unless(
                text.strip().chars().allMatch(c -> c > ' ' && c < 0x7f),
                "must not contain white space, control or non-ASCII characters");
        return text.strip();
    }

    static Secret clientSecret(String text) throws Unacceptable {
        unless(text.equals(text.strip()), "must not begin or end with white space");
        unless(isOneLine(text), "must not contain control characters");
        return new Secret(text);
    }

    /** One secret, or several with spaces between them; of several, every one that breaks a rule is named by its place. */
    static List<Secret> appSecrets(String text) throws Unacceptable {
        List<String> secrets = List.of(clientSecret(text).value().split(" +"));
        unless(secrets.stream().distinct().count() == secrets.size(), "must not have the same secret twice");
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < secrets.size(); i++) {
            String place = secrets.size() == 1 ? "" : "secret " + (i + 1) + " of " + secrets.size() + " ";
            weakness(secrets.get(i)).map(place::concat).ifPresent(problems::add);
        }
        unless(problems.isEmpty(), String.join("; ", problems));
        return secrets.stream().map(Secret::new).toList();
    }

    private static Optional<String> weakness(String secret) {
        if (secret.length() < SHORTEST_SECRET) {
            return Optional.of("must have " + SHORTEST_SECRET + " characters or more");
        }
        return secret.chars().distinct().count() >= FEWEST_DIFFERENT && !repeatsItself(secret)
                ? Optional.empty()
                : Optional.of("is easy to guess; it must be random, such as the output of: openssl rand -base64 32");
    }

    /** Whether the text is its own beginning over and over, the last time perhaps cut off. */
    private static boolean repeatsItself(String text) {
        for (int period = 1; period <= text.length() / 2; period++) {
            if (text.startsWith(text.substring(period))) {
                return true;
            }
        }
        return false;
    }

    static String notice(String text) throws Unacceptable {
        String notice = text.strip();
        unless(isOneLine(notice), "must be one line without control characters");
        unless(notice.length() <= LONGEST_NOTICE, "must have " + LONGEST_NOTICE + " characters or fewer");
        return notice;
    }

    static WidgetMode widgetMode(String text) throws Unacceptable {
        return switch (text.strip()) {
            case "auto" -> WidgetMode.AUTO;
            case "sso" -> WidgetMode.SSO;
            case "code" -> WidgetMode.CODE;
            case "proxy" -> WidgetMode.PROXY;
            default -> throw new Unacceptable("must be auto, sso, code or proxy");
        };
    }

    static Boolean yesOrNo(String text) throws Unacceptable {
        return switch (text.strip()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new Unacceptable("must be true or false");
        };
    }

    static WidgetHosting widgetHosting(String text) throws Unacceptable {
        return switch (text.strip()) {
            case "remote" -> WidgetHosting.REMOTE;
            case "directory" -> WidgetHosting.DIRECTORY;
            case "pass-through" -> WidgetHosting.PASS_THROUGH;
            default -> throw new Unacceptable("must be remote, directory or pass-through");
        };
    }

    static LogStyle logStyle(String text) throws Unacceptable {
        return switch (text.strip()) {
            case "text" -> LogStyle.TEXT;
            case "json" -> LogStyle.JSON;
            default -> throw new Unacceptable("must be text or json");
        };
    }

    static Boolean debug(String text) throws Unacceptable {
        return switch (text.strip()) {
            case "info" -> false;
            case "debug" -> true;
            default -> throw new Unacceptable("must be info or debug");
        };
    }

    /** How long a call may take: a millisecond to a minute. */
    static Duration callTime(String text) throws Unacceptable {
        Duration time = duration(text);
        unless(
                time.compareTo(Duration.ofMillis(1)) >= 0 && time.compareTo(LONGEST_CALL) <= 0,
                "must be longer than zero, in milliseconds or more, and at most PT60S");
        return time;
    }

    /** A time of a session, such as the Servlet API can take: whole seconds within an int. */
    static Duration sessionTime(String text) throws Unacceptable {
        Duration time = duration(text);
        unless(
                time.compareTo(Duration.ZERO) > 0 && time.compareTo(Duration.ofSeconds(Integer.MAX_VALUE)) <= 0,
                "must be longer than zero and at most " + Integer.MAX_VALUE + " seconds");
        unless(time.toNanosPart() == 0, "must be whole seconds");
        return time;
    }

    static Duration sessionLifetime(String text) throws Unacceptable {
        Duration time = sessionTime(text);
        unless(time.compareTo(SHORTEST_LIFETIME) >= 0, "must be at least PT5M");
        return time;
    }

    private static Duration duration(String text) throws Unacceptable {
        try {
            return Duration.parse(text.strip());
        } catch (DateTimeParseException e) {
            throw new Unacceptable("must be an ISO-8601 duration such as PT10S, PT30M or P1D");
        }
    }

    private static boolean isOneLine(String text) {
        return text.codePoints()
                .noneMatch(c -> Character.isISOControl(c)
                        || Character.getType(c) == Character.LINE_SEPARATOR
                        || Character.getType(c) == Character.PARAGRAPH_SEPARATOR);
    }
}
