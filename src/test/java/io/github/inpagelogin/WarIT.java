package io.github.inpagelogin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** Opens the WAR that was built: what is in it is what an operator deploys, and nothing else may be. */
class WarIT {
    /** Every library that ships, by the start of its file name; whoever adds one adds it here. */
    private static final List<String> LIBRARIES = List.of(
            "HdrHistogram-",
            "accessors-smart-",
            "asm-",
            "content-type-",
            "ipaddress-",
            "jakarta.annotation-api-",
            "jakarta.json-api-",
            "jakarta.servlet.jsp.jstl-3",
            "jakarta.servlet.jsp.jstl-api-",
            "jboss-logging-",
            "jcip-annotations-",
            "jetty-alpn-client-",
            "jetty-client-",
            "jetty-compression-common-",
            "jetty-compression-gzip-",
            "jetty-http-",
            "jetty-io-",
            "jetty-util-",
            "json-smart-",
            "lang-tag-",
            "logback-classic-",
            "logback-core-",
            "micrometer-commons-",
            "micrometer-core-",
            "micrometer-observation-",
            "micrometer-registry-prometheus-",
            "microprofile-config-api-",
            "nimbus-jose-jwt-",
            "oauth2-oidc-sdk-",
            "parsson-",
            "prometheus-metrics-config-",
            "prometheus-metrics-core-",
            "prometheus-metrics-exposition-formats-",
            "prometheus-metrics-exposition-textformats-",
            "prometheus-metrics-model-",
            "prometheus-metrics-tracer-common-",
            "resilience4j-circuitbreaker-",
            "resilience4j-core-",
            "slf4j-api-",
            "smallrye-common-annotation-",
            "smallrye-common-classloader-",
            "smallrye-common-constraint-",
            "smallrye-common-expression-",
            "smallrye-common-function-",
            "smallrye-config-3",
            "smallrye-config-common-",
            "smallrye-config-core-");

    private static final List<String> NOT_SHIPPED = List.of("jakarta.servlet-api-", "jspecify-");
    private static final String LIB = "WEB-INF/lib/";
    private static final Path BILL = Path.of("target", "in-page-login.cdx.json");
    private static final Path WAR = Path.of(System.getProperty("war", "target/in-page-login.war"));

    @Test
    void theLibrariesAreThoseThatTheAppNeeds() throws IOException {
        List<String> jars = entries().stream()
                .filter(name -> name.startsWith("WEB-INF/lib/") && !name.endsWith("/"))
                .map(name -> name.substring("WEB-INF/lib/".length()))
                .sorted()
                .toList();
        System.out.printf("%s: %,d bytes, %d libraries%n", WAR.getFileName(), Files.size(WAR), jars.size());
        jars.forEach(jar -> System.out.println("  " + jar));
        assertEquals(
                List.of(),
                jars.stream()
                        .filter(jar -> LIBRARIES.stream().noneMatch(jar::startsWith))
                        .toList(),
                "not expected in the WAR");
        assertEquals(LIBRARIES.size(), jars.size());
    }

    @Test
    void theClassesAreThoseOfTheAppAlone() throws IOException {
        Path main = Path.of("target/classes");
        List<String> classes = entries().stream()
                .filter(name -> name.startsWith("WEB-INF/classes/") && !name.endsWith("/"))
                .map(name -> name.substring("WEB-INF/classes/".length()))
                .toList();
        assertTrue(classes.contains("io/github/inpagelogin/Application.class"));
        assertTrue(classes.stream().noneMatch(name -> name.contains("/jetty/")), "what Jetty itself loads");
        assertEquals(
                List.of(),
                classes.stream()
                        .filter(name -> !Files.exists(main.resolve(name)))
                        .toList());
        assertEquals(
                List.of(),
                classes.stream()
                        .filter(name -> name.contains("standin") || name.contains("demo") || name.contains("e2e"))
                        .toList());
    }

    /** Maven makes the bill only when it is online. What libraries ask for and the container or nobody brings is in it, too. */
    @Test
    void theBillOfMaterialsNamesTheLibrariesByTheirBytes() throws Exception {
        assumeTrue(Files.exists(BILL), "Maven was offline: there is no " + BILL);
        Set<String> billed = new TreeSet<>();
        try (JsonReader json = Json.createReader(Files.newInputStream(BILL))) {
            for (JsonObject component :
                    json.readObject().getJsonArray("components").getValuesAs(JsonObject.class)) {
                billed.add(component.getString("name") + "-" + component.getString("version") + ".jar "
                        + sha256(component));
            }
        }
        Set<String> shipped = new TreeSet<>();
        try (ZipFile war = new ZipFile(WAR.toFile())) {
            for (ZipEntry entry : war.stream().filter(WarIT::isLibrary).toList()) {
                byte[] hash = MessageDigest.getInstance("SHA-256")
                        .digest(war.getInputStream(entry).readAllBytes());
                shipped.add(entry.getName().substring(LIB.length()) + " "
                        + HexFormat.of().formatHex(hash));
            }
        }
        billed.removeIf(line -> NOT_SHIPPED.stream().anyMatch(line::startsWith));
        assertEquals(String.join("\n", shipped), String.join("\n", billed));
    }

    private static String sha256(JsonObject component) {
        return component.getJsonArray("hashes").getValuesAs(JsonObject.class).stream()
                .filter(hash -> hash.getString("alg").equals("SHA-256"))
                .map(hash -> hash.getString("content"))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isLibrary(ZipEntry entry) {
        return entry.getName().startsWith(LIB) && !entry.isDirectory();
    }

    private static List<String> entries() throws IOException {
        try (ZipFile war = new ZipFile(WAR.toFile())) {
            return war.stream().map(ZipEntry::getName).toList();
        }
    }
}
