package io.github.inpagelogin.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.inpagelogin.config.Setting;
import io.github.inpagelogin.standin.StandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code webapp-config/docker}: what its parts say of each other is so. */
class ComposeFileTest {
    static final Path FILE = Path.of("webapp-config", "docker", "compose.yaml");

    /** Read by others than this application. */
    private static final Set<String> OTHERS = Set.of("PGPASSFILE");

    private static final Path NODES = Path.of("webapp-config/jetty/in-page-login-nodes.xml");

    private Map<?, ?> compose = Map.of();
    private String nginx = "";

    @BeforeEach
    void read() throws IOException {
        compose = Yaml.documents(FILE).get(0);
        nginx = Files.readString(FILE.resolveSibling("nginx.conf"));
    }

    /** The names that settings have in the environment, and those that are not ours. */
    static boolean isKnown(String name) throws IOException {
        return OTHERS.contains(name)
                || Files.readString(NODES).contains("<Env name=\"" + name + '"')
                || Arrays.stream(Setting.values())
                        .map(setting -> setting.key().replaceAll("[.-]", "_").toUpperCase(Locale.ROOT))
                        .anyMatch(name::equals);
    }

    @Test
    void everyVariableOfANodeIsKnown() throws IOException {
        for (Map<?, ?> node : nodes()) {
            for (Object name : Yaml.map(node, "environment").keySet()) {
                assertTrue(isKnown(String.valueOf(name)), String.valueOf(name));
            }
        }
    }

    @Test
    void noSecretIsWritten() {
        for (Map<?, ?> node : nodes()) {
            assertTrue(Yaml.text(node, "environment", "APP_SECRET").startsWith("${APP_SECRET:?"));
        }
        for (Object secret : Yaml.map(compose, "secrets").values()) {
            assertTrue(Yaml.text(secret, "file").startsWith("./secrets/"));
        }
    }

    @Test
    void nginxAsksEachNodeAtItsPortAndStickingIsToNone() {
        List<String> servers = nginx.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("server 127.0.0.1:"))
                .map(line -> line.replaceAll("\\D+(?=\\d+;)|;", "").replaceAll("^.*:", ""))
                .toList();
        List<String> ports =
                nodes().stream().map(node -> argument(node, "jetty.http.port=")).toList();
        assertEquals(2, ports.size());
        assertEquals(
                ports,
                servers.stream()
                        .map(server -> server.substring(server.length() - 4))
                        .toList());
        assertTrue(Stream.of("ip_hash", "sticky", "hash ").noneMatch(nginx::contains), "no stickiness");
    }

    @Test
    void theNodesDifferInPortAndHealthCheckAlone() {
        Map<?, ?> first = nodes().get(0);
        Map<?, ?> second = nodes().get(1);
        assertEquals(first.toString().replace("8081", "PORT"), second.toString().replace("8082", "PORT"));
        assertFalse(first.toString().contains("workerName"), "a name of its own would be in cookies");
        assertTrue(Yaml.text(first, "healthcheck", "test").contains("127.0.0.1/8081 "));
        assertEquals(true, first.get("read_only"));
        assertEquals(List.of("ALL"), first.get("cap_drop"));
        assertEquals(List.of("/tmp"), first.get("tmpfs"));
    }

    @Test
    void theStandInKnowsTheSitesAddressesAndTheSiteTheStandIn() {
        Map<?, ?> environment = Yaml.map(nodes().get(0), "environment");
        List<?> arguments = Yaml.list(compose, "services", "stand-in", "command");
        String site = Yaml.text(environment, "APP_BASE_URL");
        assertEquals(List.of(site + "/oauth/callback", site + "/oauth/widget-callback"), arguments.subList(1, 3));
        assertEquals("http://localhost:" + arguments.get(0), environment.get("RINGCENTRAL_SERVER"));
        assertEquals(StandIn.CLIENT_ID, environment.get("RINGCENTRAL_CLIENT_ID"));
        assertTrue(nginx.contains("proxy_pass http://127.0.0.1:" + arguments.get(0) + ";"));
    }

    @Test
    void nothingIsOpenToOtherMachines() {
        List<String> open = Yaml.map(compose, "services").values().stream()
                .map(service -> Yaml.at(service, "ports"))
                .flatMap(ports -> ports instanceof List<?> list ? list.stream() : Stream.of())
                .map(String::valueOf)
                .toList();
        assertEquals(List.of("127.0.0.1:8080:8080", "127.0.0.1:9100:9101"), open);
        for (String port : open) {
            assertTrue(nginx.contains("listen " + port.replaceAll("^.*:", "") + ";"), port);
        }
    }

    @Test
    void everyFileThatIsMountedIsThere() {
        List<String> missing = Stream.of("nginx", "postgres")
                .flatMap(service -> Yaml.list(compose, "services", service, "volumes").stream())
                .map(String::valueOf)
                .filter(volume -> volume.startsWith("."))
                .map(volume -> volume.replaceAll(":.*", ""))
                .filter(file -> !Files.exists(FILE.resolveSibling(file)))
                .toList();
        assertEquals(List.of(), missing);
    }

    private List<Map<?, ?>> nodes() {
        return Yaml.map(compose, "services").entrySet().stream()
                .filter(service -> String.valueOf(service.getKey()).startsWith("node-"))
                .map(service -> Yaml.map(service.getValue()))
                .collect(Collectors.toList());
    }

    private static String argument(Map<?, ?> node, String start) {
        return Yaml.list(node, "command").stream()
                .map(String::valueOf)
                .filter(argument -> argument.startsWith(start))
                .findFirst()
                .orElseThrow()
                .substring(start.length());
    }
}
