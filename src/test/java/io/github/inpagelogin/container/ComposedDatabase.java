package io.github.inpagelogin.container;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.postgresql.ds.PGSimpleDataSource;

/** The database of {@code compose.yaml}: a real PostgreSQL that wants a password, and what the file's nodes are told of it. */
final class ComposedDatabase implements AutoCloseable {
    private static final String IN_COMPOSE = "postgres:5432";
    private static final String USER = "sessions";
    private static final String PASSWORD = "password-of-the-tests";

    private final EmbeddedPostgres database;
    private final Map<?, ?> node = Yaml.map(Yaml.documents(ComposeFileTest.FILE).get(0), "services", "node-1");
    private final Path password;

    private ComposedDatabase(EmbeddedPostgres database, Path folder) throws IOException {
        this.database = database;
        password =
                Files.writeString(folder.resolve("pgpass"), String.join(":", address(), USER, USER, PASSWORD) + "\n");
        // As compose.yaml has it. The driver reads what it can, whoever else can.
        Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-r--r--"));
    }

    /**
     * Starts it, with the table that the nodes' user has made.
     *
     * @param folder for the file with the password
     */
    static ComposedDatabase start(Path folder) throws IOException, SQLException {
        EmbeddedPostgres database = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "off")
                .setServerConfig("password_encryption", "scram-sha-256")
                .setPGStartupWait(Duration.ofMinutes(1))
                .start();
        ComposedDatabase composed = new ComposedDatabase(database, folder);
        try {
            composed.prepare();
            return composed;
        } catch (IOException | SQLException | RuntimeException e) {
            composed.close();
            throw e;
        }
    }

    private void prepare() throws IOException, SQLException {
        try (Connection connection = database.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create role sessions login password '" + PASSWORD + "'");
            statement.execute("create database sessions owner sessions");
            ResultSet file = statement.executeQuery("show hba_file");
            file.next();
            Files.writeString(Path.of(file.getString(1)), """
                    host all postgres samehost trust
                    host all all samehost scram-sha-256
                    """);
            statement.execute("select pg_reload_conf()");
        }
        PGSimpleDataSource own = new PGSimpleDataSource();
        own.setUrl(url("jdbc:postgresql://" + IN_COMPOSE + "/" + USER));
        own.setUser(USER);
        own.setPassword(PASSWORD);
        try (Connection connection = own.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(Files.readString(Path.of("webapp-config", "sql", "sessions-jetty.sql")));
        }
    }

    private String address() {
        return "127.0.0.1:" + database.getPort();
    }

    private String url(String inCompose) {
        return inCompose.replace(IN_COMPOSE, address());
    }

    /** What the image's command is given for a node, without its port. */
    List<String> nodesArguments() {
        return Yaml.list(node, "command").stream()
                .map(String::valueOf)
                .filter(argument -> !argument.startsWith("jetty.http.port="))
                .toList();
    }

    /** The node's environment, with this database in place of the file's, and {@code secret} for the one it is given. */
    Map<String, String> nodesEnvironment(String secret) {
        Map<String, String> environment = new HashMap<>();
        Yaml.map(node, "environment").forEach((name, value) -> environment.put(name.toString(), value.toString()));
        environment.computeIfPresent("SESSIONS_URL", (name, value) -> url(value));
        assertEquals("/run/secrets/pgpass", environment.put("PGPASSFILE", password.toString()));
        environment.put("APP_SECRET", secret);
        return environment;
    }

    /** Whether a connection of the nodes' user has a query of this table behind it. */
    boolean asked(String table) throws SQLException {
        String last =
                "select count(*) from pg_stat_activity where usename = 'sessions' and query ilike '%" + table + "%'";
        try (Connection connection = database.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(last)) {
            rows.next();
            return rows.getLong(1) > 0;
        }
    }

    @Override
    public void close() throws IOException {
        database.close();
        Files.delete(password);
    }
}
