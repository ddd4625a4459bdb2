package io.github.inpagelogin.e2e;

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
import java.util.Map;

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
        made.run(Files.readString(Path.of("webapp-config", "sql", file)));
        return made;
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
