package io.github.inpagelogin.e2e;

import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A real reverse proxy with its file of {@code webapp-config/proxy}; only ports, paths and nodes are changed there. */
final class FrontProxy implements AutoCloseable {
    private static final String NODE = "127.0.0.1:8080";

    private final ServerProcess process;
    private final Path folder;
    final int httpPort;
    private final int httpsPort;

    private FrontProxy(ServerProcess process, Path folder, int httpPort, int httpsPort) {
        this.process = process;
        this.folder = folder;
        this.httpPort = httpPort;
        this.httpsPort = httpsPort;
    }

    /** The proxies, and whatever else each of them needs to run by itself, with logs by default as Debian has them. */
    enum Kind {
        NGINX("/usr/sbin/nginx", "nginx.conf", "exec nginx -p $PWD -c $PWD/main.conf") {
            @Override
            String main(Path folder) {
                return """
                        daemon off;
                        master_process off;
                        pid nginx.pid;
                        error_log stderr warn;
                        events {}
                        http {
                            access_log default.log;
                            client_body_temp_path bodies;
                            proxy_temp_path answers;
                            fastcgi_temp_path fastcgi;
                            uwsgi_temp_path uwsgi;
                            scgi_temp_path scgi;
                            include site.conf;
                        }
                        """;
            }
        },
        HAPROXY("/usr/sbin/haproxy", "haproxy.cfg", "exec haproxy -db -f site.conf") {
            @Override
            String main(Path folder) {
                return "";
            }
        },
        APACHE("/usr/sbin/apache2", "apache.conf", "exec apache2 -d $PWD -f main.conf -DFOREGROUND") {
            @Override
            String main(Path folder) {
                return """
                        ServerName localhost
                        DefaultRuntimeDir %s
                        PidFile apache.pid
                        ErrorLog /dev/stderr
                        User www-data
                        Group www-data
                        Define APACHE_LOG_DIR %s
                        %s
                        LogFormat "%%v:%%p %%h \\"%%r\\" %%>s \\"%%{Referer}i\\"" vhost_combined
                        CustomLog ${APACHE_LOG_DIR}/default.log vhost_combined
                        Include site.conf
                        """.formatted(folder, folder, modules());
            }

            private String modules() {
                return List.of(
                                "mpm_event",
                                "authz_core",
                                "alias",
                                "socache_shmcb",
                                "ssl",
                                "headers",
                                "proxy",
                                "proxy_http",
                                "slotmem_shm",
                                "proxy_balancer",
                                "lbmethod_byrequests",
                                "reqtimeout")
                        .stream()
                        .map(name -> "LoadModule " + name + "_module /usr/lib/apache2/modules/mod_" + name + ".so")
                        .collect(Collectors.joining("\n"));
            }
        };

        private final Path program;
        private final String file;
        private final String command;

        Kind(String program, String file, String command) {
            this.program = Path.of(program);
            this.file = file;
            this.command = command;
        }

        /** The file that has the file of {@code webapp-config/proxy} included, if it is not one by itself. */
        abstract String main(Path folder);
    }

    /** Starts it in front of these nodes; where it is not installed the test is skipped, or fails. */
    static FrontProxy start(Kind kind, Path parent, Certificate certificate, List<Integer> nodes) throws IOException {
        if (!Files.isExecutable(kind.program)) {
            Requirement.missing(
                    "proxies.required",
                    kind.program.getFileName() + " is not installed: apt-get install nginx haproxy apache2");
        }
        int http = FreePort.next();
        int https = FreePort.next();
        Path folder = Files.createTempDirectory(parent, kind.name());
        String site = Files.readString(Path.of("webapp-config", "proxy", kind.file));
        Map<String, String> here = Map.ofEntries(
                Map.entry("listen 80;", "listen 127.0.0.1:" + http + ";"),
                Map.entry("listen 443 ", "listen 127.0.0.1:" + https + " "),
                Map.entry("bind :80\n", "bind 127.0.0.1:" + http + "\n"),
                Map.entry("bind :443 ", "bind 127.0.0.1:" + https + " "),
                Map.entry("<VirtualHost *:80>", "Listen 127.0.0.1:" + http + "\n<VirtualHost *:" + http + ">"),
                Map.entry("<VirtualHost *:443>", "Listen 127.0.0.1:" + https + "\n<VirtualHost *:" + https + ">"),
                Map.entry(
                        "/etc/haproxy/phone.example.com.pem", certificate.both().toString()),
                Map.entry(
                        "/etc/ssl/certs/phone.example.com.pem",
                        certificate.certificate().toString()),
                Map.entry(
                        "/etc/ssl/private/phone.example.com.key",
                        certificate.key().toString()),
                Map.entry("/var/log/nginx/", folder + "/"));
        for (Map.Entry<String, String> change : here.entrySet()) {
            site = site.replace(change.getKey(), change.getValue());
        }
        if (!System.getProperty("user.name").equals("root")) {
            site = site.replaceAll("(?m)^ +(user|group|chroot) .*\\n", "");
        }
        Files.writeString(folder.resolve("site.conf"), withNodes(site, nodes));
        Files.writeString(folder.resolve("main.conf"), kind.main(folder));
        FrontProxy proxy = new FrontProxy(process(kind.command, folder), folder, http, https);
        return proxy.ready(proxy.visitorOf(ProxiedWidget.SITE, certificate));
    }

    /** Starts nginx with its file of {@code webapp-config/docker} in front of these two nodes; without TLS. */
    static FrontProxy ofCompose(Path parent, int first, int second) throws IOException {
        int http = FreePort.next();
        Path folder = Files.createTempDirectory(parent, "docker");
        String site = Files.readString(Path.of("webapp-config", "docker", "nginx.conf"))
                .replace("/tmp/", folder + "/")
                .replace("listen 8080;", "listen 127.0.0.1:" + http + ";")
                .replace("listen 9101;", "listen 127.0.0.1:" + FreePort.next() + ";")
                .replace("127.0.0.1:8081", "127.0.0.1:" + first)
                .replace("127.0.0.1:8082", "127.0.0.1:" + second);
        Files.writeString(folder.resolve("site.conf"), site);
        String command = "exec nginx -c $PWD/site.conf -g 'daemon off; master_process off;'";
        FrontProxy proxy = new FrontProxy(process(command, folder), folder, http, http);
        return proxy.ready(new Visitor(URI.create("http://localhost:" + http + "/"), uri -> uri));
    }

    private static ServerProcess process(String command, Path folder) throws IOException {
        return ServerProcess.start(
                List.of(command),
                folder,
                Map.of("PATH", System.getenv("PATH") + ":/usr/sbin"),
                Files.createFile(folder.resolve("proxy.log")));
    }

    private FrontProxy ready(Visitor visitor) {
        process.until(() -> answers(visitor));
        return this;
    }

    /** The line with the first node stands for as many as there are. */
    private static String withNodes(String site, List<Integer> nodes) {
        Function<String, String> lines = line -> nodes.stream()
                .map(node -> line.replace(NODE, "127.0.0.1:" + node).replace("node1", "node" + node))
                .collect(Collectors.joining("\n"));
        return site.lines()
                .map(line -> line.contains(NODE) ? lines.apply(line) : line)
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private boolean answers(Visitor visitor) {
        try {
            return visitor.get("").status() == 200;
        } catch (java.io.UncheckedIOException notYet) {
            return false;
        }
    }

    /** Somebody who comes to the site at {@code address}, by this proxy. */
    Visitor visitorOf(String address, Certificate certificate) {
        return new Visitor(
                certificate.client(),
                URI.create(address + "/"),
                uri -> URI.create(uri.toString().replace(address + "/", "https://localhost:" + httpsPort + "/")));
    }

    int httpsPort() {
        return httpsPort;
    }

    String log() {
        return process.log();
    }

    /** The lines of all logs, those of accesses among them, that have {@code words} in them. */
    List<String> logged(String words) throws IOException {
        List<String> lines = new ArrayList<>();
        try (DirectoryStream<Path> logs = Files.newDirectoryStream(folder, "*.log")) {
            for (Path log : logs) {
                Files.readString(log)
                        .lines()
                        .filter(line -> line.contains(words))
                        .forEach(lines::add);
            }
        }
        return lines;
    }

    @Override
    public void close() {
        process.end();
    }
}
