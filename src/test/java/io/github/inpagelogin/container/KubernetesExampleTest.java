package io.github.inpagelogin.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kubernetes.client.openapi.JSON;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code webapp-config/kubernetes}: Kubernetes' own classes take it, and what must hold of it holds. */
class KubernetesExampleTest {
    private static final Path FILE = Path.of("webapp-config", "kubernetes", "in-page-login.yaml");
    private static final Path URLS = Path.of("src/main/java/io/github/inpagelogin/Urls.java");

    private static final Pattern ADDRESS = Pattern.compile("`(/[^`]*)`");

    private List<Map<?, ?>> documents = List.of();
    private Map<?, ?> pod = Map.of();
    private Map<?, ?> container = Map.of();

    @BeforeEach
    void read() throws IOException {
        documents = Yaml.documents(FILE);
        pod = Yaml.map(document("Deployment"), "spec", "template", "spec");
        container = Yaml.map(pod, "containers", 0);
    }

    @Test
    void everyFieldIsOneOfKubernetesAndOfItsType() throws Exception {
        for (Map<?, ?> document : documents) {
            readStrictly(Yaml.text(document, "kind"), Yaml.json(document));
        }
        String wrong = Yaml.json(document("Deployment")).replace("\"readinessProbe\"", "\"readynessProbe\"");
        InvocationTargetException refused =
                assertThrows(InvocationTargetException.class, () -> readStrictly("Deployment", wrong));
        assertTrue(String.valueOf(refused.getCause()).contains("readynessProbe"));
    }

    /** All kinds here are of a version 1. */
    private static void readStrictly(String kind, String json) throws ReflectiveOperationException {
        Class.forName(JSON.class.getPackageName() + ".models.V1" + kind)
                .getMethod("fromJson", String.class)
                .invoke(null, json);
    }

    @Test
    void everyVariableIsKnownAndSecretsComeFromSecrets() throws IOException {
        for (Object variable : Yaml.list(container, "env")) {
            String name = Yaml.text(variable, "name");
            assertTrue(ComposeFileTest.isKnown(name), name);
            if (Set.of("APP_SECRET", "RINGCENTRAL_CLIENT_SECRET").contains(name)) {
                assertEquals(null, Yaml.at(variable, "value"), name);
                Yaml.map(variable, "valueFrom", "secretKeyRef");
            }
        }
        assertTrue(documents.stream().noneMatch(document -> "Secret".equals(document.get("kind"))));
    }

    @Test
    void theProbesAskWhatThereIs() throws IOException {
        String urls = Files.readString(URLS);
        for (String probe : List.of("startupProbe", "readinessProbe", "livenessProbe")) {
            String path = Yaml.text(container, probe, "httpGet", "path");
            assertTrue(urls.contains('"' + path + '"'), path);
            assertEquals(
                    Yaml.text(container, "ports", 0, "name"), Yaml.text(container, probe, "httpGet", "port"), probe);
        }
        assertEquals("/health/live", Yaml.text(container, "livenessProbe", "httpGet", "path"));
    }

    @Test
    void theContainerIsAsTheImageIs() throws IOException {
        Dockerfile image = Dockerfile.lastStage();
        assertEquals(
                image.only("USER").arguments(),
                Yaml.text(pod, "securityContext", "runAsUser") + ":" + Yaml.text(pod, "securityContext", "runAsGroup"));
        assertEquals(image.only("EXPOSE").arguments(), Yaml.text(container, "ports", 0, "containerPort"));
        assertEquals(true, Yaml.at(pod, "securityContext", "runAsNonRoot"));
        assertEquals(true, Yaml.at(container, "securityContext", "readOnlyRootFilesystem"));
        assertEquals(false, Yaml.at(container, "securityContext", "allowPrivilegeEscalation"));
        assertEquals(List.of("ALL"), Yaml.at(container, "securityContext", "capabilities", "drop"));
        assertEquals("/tmp", Yaml.text(container, "volumeMounts", 0, "mountPath"));
    }

    @Test
    void theNodesKeepTheirSessionsAsTheOnesOfTheComposeFileDo() throws IOException {
        List<?> compose = Yaml.list(Yaml.documents(ComposeFileTest.FILE).get(0), "services", "node-1", "command");
        assertEquals(compose.subList(1, compose.size()), Yaml.list(container, "args"));
    }

    @Test
    void nobodySticksToANodeAndStoppingTakesItsTime() throws IOException {
        assertFalse(Stream.of("sessionAffinity", "affinity: \"cookie\"", "session-cookie")
                .anyMatch(Yaml.json(document("Service")).concat(Yaml.json(document("Ingress")))::contains));
        int pause = Integer.parseInt(Yaml.text(container, "lifecycle", "preStop", "exec", "command", 1));
        int grace = Integer.parseInt(Yaml.text(pod, "terminationGracePeriodSeconds"));
        String jetty = Files.readString(Path.of("webapp-config/jetty/in-page-login.ini"));
        int wait = Integer.parseInt(jetty.replaceFirst("(?s).*\\njetty\\.server\\.stopTimeout=(\\d+)000\\n.*", "$1"));
        assertTrue(pause + wait + 5 <= grace, grace + " seconds");
        assertEquals(0, Yaml.at(document("Deployment"), "spec", "strategy", "rollingUpdate", "maxUnavailable"));
    }

    @Test
    void everyAddressOfTheSiteLeadsToItAndThoseForOperatorsDoNot() throws IOException {
        List<String> addresses = new ArrayList<>(List.of("/assets/site.css"));
        Files.readString(Path.of("README.md"))
                .replaceFirst("(?s).*\\n## Pages\\n(.*?)\\n## .*", "$1")
                .lines()
                .flatMap(row ->
                        ADDRESS.matcher(row.replaceFirst("(\\|.*?\\|).*", "$1")).results())
                .forEach(found -> addresses.add(found.group(1).replace("*", "a/b")));
        assertTrue(addresses.containsAll(List.of("/", "/proxy/a/b", "/oauth/widget-callback")), addresses::toString);
        assertEquals(
                List.of("/health/live", "/health/ready", "/metrics"),
                addresses.stream().filter(path -> !isRouted(path)).toList());
    }

    /** As Kubernetes has it: a prefix is one of whole segments. */
    private boolean isRouted(String path) {
        return Yaml.list(document("Ingress"), "spec", "rules", 0, "http", "paths").stream()
                .anyMatch(rule -> {
                    String its = Yaml.text(rule, "path");
                    boolean below = Yaml.text(rule, "pathType").equals("Prefix") && path.startsWith(its + "/");
                    return path.equals(its) || below;
                });
    }

    @Test
    void theirNamesAreOneAnothers() {
        Object labels = Yaml.at(document("Deployment"), "spec", "template", "metadata", "labels");
        assertEquals(labels, Yaml.at(document("Deployment"), "spec", "selector", "matchLabels"));
        assertEquals(labels, Yaml.at(document("Service"), "spec", "selector"));
        assertEquals(labels, Yaml.at(document("PodDisruptionBudget"), "spec", "selector", "matchLabels"));
        assertEquals("http", Yaml.text(document("Service"), "spec", "ports", 0, "targetPort"));
        Map<?, ?> backend = Yaml.map(document("Ingress"), "spec", "rules", 0, "http", "paths", 0, "backend", "service");
        assertEquals(Yaml.text(document("Service"), "metadata", "name"), Yaml.text(backend, "name"));
        assertEquals("https://" + Yaml.text(document("Ingress"), "spec", "rules", 0, "host"), baseUrl());
    }

    private String baseUrl() {
        return Yaml.list(container, "env").stream()
                .filter(variable -> Yaml.text(variable, "name").equals("APP_BASE_URL"))
                .map(variable -> Yaml.text(variable, "value"))
                .findFirst()
                .orElseThrow();
    }

    private Map<?, ?> document(String kind) {
        return documents.stream()
                .filter(document -> kind.equals(document.get("kind")))
                .findFirst()
                .orElseThrow();
    }
}
