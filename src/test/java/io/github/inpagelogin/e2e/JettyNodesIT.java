package io.github.inpagelogin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.inpagelogin.JettyNode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes of Jetty as {@code webapp-config/jetty} sets them up, with their sessions in PostgreSQL. */
@Timeout(900)
class JettyNodesIT {
    @TempDir
    private static Path folder;

    private static Nodes nodes;

    @BeforeAll
    static void start() throws Exception {
        nodes = Nodes.start(JettyNode.class, folder, SessionTable.start("sessions-jetty.sql", "jettysessions"));
    }

    @AfterAll
    static void stop() throws Exception {
        nodes.close();
    }

    @Test
    void onePersonGoesFromNodeToNode() throws SQLException {
        new SeveralNodes(nodes).onePersonGoesFromNodeToNode();
    }

    @Test
    void nobodyIsSignedOutWhileNodesDie() throws Exception {
        SeveralNodes several = new SeveralNodes(nodes);
        several.theCrowdLogsIn(Duration.ofSeconds(5), Duration.ofSeconds(12));
        several.nobodyIsSignedOutWhileNodesDie();
        several.noPairIsLost();
    }

    /** A node writes what it read before another one refreshed the tokens. */
    @Test
    void theDatabaseKeepsTheNewerTokens() throws SQLException {
        String insert =
                "insert into jettysessions (sessionid, contextpath, virtualhost, expirytime, map) values (?, '', '', 0, ?)";
        try (Connection connection = nodes.sessions().connection();
                PreparedStatement statement = connection.prepareStatement(insert)) {
            statement.setString(1, "of-this-test");
            statement.setBytes(2, Blob.of(200, "kept"));
            assertEquals(1, statement.executeUpdate());
            assertEquals(0, update(connection, Blob.of(199, "older")));
            assertEquals(1, update(connection, Blob.of(200, "same")));
            assertEquals(1, update(connection, Blob.of(256, "newer")));
            assertEquals(0, update(connection, Blob.of(255, "older")));
            assertFalse(nodes.sessions().bytes().contains("older"));
        } finally {
            nodes.sessions().run("delete from jettysessions where sessionid = 'of-this-test'");
        }
    }

    private static int update(Connection connection, byte[] content) throws SQLException {
        String update = "update jettysessions set map = ? where sessionid = 'of-this-test'";
        try (PreparedStatement statement = connection.prepareStatement(update)) {
            statement.setBytes(1, content);
            return statement.executeUpdate();
        }
    }
}
