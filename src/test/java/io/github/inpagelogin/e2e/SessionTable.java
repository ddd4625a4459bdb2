package io.github.inpagelogin.e2e;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.eclipse.jetty.session.DatabaseAdaptor;
import org.eclipse.jetty.session.JDBCSessionDataStore;

/** A real PostgreSQL with the table of sessions that a file of {@code webapp-config/sql} makes. */
final class SessionTable implements AutoCloseable {
    private static final String USER = "postgres";

    private final EmbeddedPostgres database;
    private final String table;

    private SessionTable(EmbeddedPostgres database, String table) {
        this.database = database;
        this.table = table;
    }

    /** Starts the database with the table of Jetty's nodes. */
    static SessionTable ofJetty() throws IOException, SQLException {
        return start("sessions-jetty.sql", "jettysessions");
    }

    /** Starts the database with the table of Tomcat's nodes. */
    static SessionTable ofTomcat() throws IOException, SQLException {
        return start("sessions-tomcat.sql", "in_page_login_sessions");
    }

    private static SessionTable start(String file, String table) throws IOException, SQLException {
        EmbeddedPostgres database = EmbeddedPostgres.builder()
                // What a crash of the database would cost is not what is tested here.
                .setServerConfig("fsync", "off")
                .setPGStartupWait(Duration.ofMinutes(1))
                .start();
        SessionTable made = new SessionTable(database, table);
        made.prepare(file);
        return made;
    }

    /**
     * Whatever an operator did before: Jetty has made its table by itself, the file was run already, and the one for the other
     * server as well.
     */
    private void prepare(String file) throws IOException, SQLException {
        if (file.equals("sessions-jetty.sql")) {
            new TableOfJetty(database.getPostgresDatabase()).prepareTables();
            assertThrows(SQLException.class, () -> run(checkOfJettysNodes()), "a node would start without the rule");
        }
        for (String name : List.of(file, file, "sessions-tomcat.sql", "sessions-jetty.sql")) {
            run(Files.readString(Path.of("webapp-config", "sql", name)));
        }
        run(checkOfJettysNodes());
    }

    /** What a node of Jetty asks the database when it starts. */
    private static String checkOfJettysNodes() throws IOException {
        return Files.readString(Path.of("webapp-config", "jetty", "in-page-login-nodes.xml"))
                .replaceFirst("(?s).*<Set name=\"connectionInitSql\">([^<]+)<.*", "$1");
    }

    /** As Jetty makes it where there is none. */
    private static final class TableOfJetty extends JDBCSessionDataStore.SessionTableSchema {
        TableOfJetty(DataSource database) {
            DatabaseAdaptor adaptor = new DatabaseAdaptor();
            adaptor.setDatasource(database);
            setDatabaseAdaptor(adaptor);
        }
    }

    /** How nodes are told where it is. */
    Map<String, String> environment() {
        return Map.of(
                "SESSIONS_URL",
                database.getJdbcUrl(USER, USER),
                "SESSIONS_USER",
                USER,
                "SESSIONS_PASSWORD",
                "unused-by-this-database");
    }

    /** How many the nodes keep. */
    long connections() throws SQLException {
        return number("select count(*) from pg_stat_activity"
                + " where backend_type = 'client backend' and pid <> pg_backend_pid()");
    }

    Connection connection() throws SQLException {
        return database.getPostgresDatabase().getConnection();
    }

    void run(String sql) throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first column of the first row. */
    long number(String sql) throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Every byte of every row, each byte a letter; columns that are text are among them. */
    String bytes() throws SQLException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Connection connection = connection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select * from " + table)) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                for (int column = 1; column <= columns; column++) {
                    byte[] value = rows.getBytes(column);
                    bytes.writeBytes(value == null ? new byte[0] : value);
                }
            }
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        database.close();
    }
}
