package io.github.inpagelogin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.inpagelogin.config.Secret;
import io.github.inpagelogin.http.ByteSource;
import io.github.inpagelogin.http.HttpSender;
import io.github.inpagelogin.http.HttpStreams;
import io.github.inpagelogin.log.Notes;
import io.github.inpagelogin.oauth.OAuthFailure;
import io.github.inpagelogin.web.Reply;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.lang.reflect.Constructor;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No record prints a secret that it holds, however deep: whatever is logged or put into a message stays harmless. */
class SecretsTest {
    private static final String MARK = "S3CRET";

    /** Names of components that hold what must not be printed. */
    private static final Pattern SENSITIVE = Pattern.compile(
            "(?i).*(token|secret|verifier|code|state|browser|fingerprint|login|person|owner|endpointId|value).*");

    private static final List<Class<?>> RECORDS = new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("io.github.inpagelogin")
                    .stream()
                    .filter(JavaClass::isRecord)
                    .<Class<?>>map(JavaClass::reflect)
                    .toList();

    static List<Class<?>> records() {
        return RECORDS;
    }

    @ParameterizedTest
    @MethodSource("records")
    void aRecordDoesNotPrintWhatItMustKeepToItself(Class<?> type) throws ReflectiveOperationException {
        String printed = example(type).toString();
        assertFalse(printed.contains(MARK), printed);
    }

    @Test
    void theRecordsThatHoldSecretsAreAmongThem() {
        Set<String> names = RECORDS.stream().map(Class::getSimpleName).collect(Collectors.toSet());
        assertTrue(
                names.containsAll(Set.of(
                        "Secret",
                        "Settings",
                        "Tokens",
                        "LoginState",
                        "Person",
                        "SignedIn",
                        "HttpCall",
                        "HttpAnswer",
                        "AuthorizationResponse",
                        "Redeem",
                        "Elsewhere")),
                names.toString());
    }

    @Test
    void theExamplesHaveSomethingToHide() throws ReflectiveOperationException {
        Object secret = example(Secret.class);
        assertEquals(new Secret(MARK), secret);
    }

    /** A record with the mark in everything that must not be printed. */
    private static Object example(Class<?> type) throws ReflectiveOperationException {
        RecordComponent[] components = type.getRecordComponents();
        @Nullable Object[] values = new @Nullable Object[components.length];
        for (int i = 0; i < components.length; i++) {
            boolean sensitive = SENSITIVE.matcher(components[i].getName()).matches();
            values[i] = value(components[i].getType(), sensitive ? MARK : "plain", type);
        }
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Constructor<?> constructor = type.getDeclaredConstructor(types);
        constructor.setAccessible(true);
        return constructor.newInstance(values);
    }

    private static @Nullable Object value(Class<?> type, String text, Class<?> owner)
            throws ReflectiveOperationException {
        if (type.isRecord()) {
            return example(type);
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        if (type == long.class) {
            return 1L;
        }
        if (Set.of(ByteSource.class, HttpSender.class, HttpStreams.class, Runnable.class, Supplier.class)
                .contains(type)) {
            return Proxy.newProxyInstance(
                    SecretsTest.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> "plain");
        }
        if (type == byte[].class) {
            return MARK.getBytes(StandardCharsets.UTF_8);
        }
        if (type == Map.class) {
            // Headers of calls and answers, and parameters of a callback, hold credentials under any name.
            boolean carriesCredentials = Set.of(
                            "HttpCall",
                            "HttpAnswer",
                            "StreamedCall",
                            "StreamedAnswer",
                            "Question",
                            "AuthorizationResponse")
                    .contains(owner.getSimpleName());
            return Map.of(carriesCredentials ? MARK : "name", new String[] {text});
        }
        if (type == Reply.class) {
            return new Reply.Elsewhere(URI.create("https://server.example/?state=" + MARK));
        }
        if (type == URI.class) {
            return URI.create("https://server.example/" + (owner == Reply.Elsewhere.class ? "?state=" + MARK : ""));
        }
        if (type == Boolean.class) {
            return true;
        }
        if (type == Path.class) {
            return Path.of("folder");
        }
        Map<Class<?>, Object> plain = Map.of(
                String.class,
                text,
                int.class,
                200,
                boolean.class,
                true,
                Instant.class,
                Instant.EPOCH,
                Duration.class,
                Duration.ofSeconds(1),
                List.class,
                List.of("plain"),
                JsonObject.class,
                JsonValue.EMPTY_JSON_OBJECT,
                OAuthFailure.class,
                OAuthFailure.sessionOver(),
                Notes.class,
                Notes.current(),
                CompletableFuture.class,
                new CompletableFuture<>());
        Object value = plain.get(type);
        if (value == null) {
            throw new AssertionError("There is no example of " + type + " for " + owner);
        }
        return value;
    }
}
