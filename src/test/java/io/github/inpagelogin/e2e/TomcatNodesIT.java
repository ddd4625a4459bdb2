package io.github.inpagelogin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.inpagelogin.TomcatNode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes of Tomcat as {@code webapp-config/tomcat/several-nodes.xml} sets them up, with their sessions in PostgreSQL. */
@Timeout(900)
class TomcatNodesIT {
    private static final String INSERT = "insert into tomcat_sessions"
            + " (session_id, app_name, session_data, valid_session, max_inactive, last_access)"
            + " values ('of-this-test', '/test', ?, '1', 1800, 0)";
    private static final String DELETE = "delete from tomcat_sessions where session_id = 'of-this-test'";
    private static final String COUNT = "select count(*) from tomcat_sessions where session_id = 'of-this-test'";

    @TempDir
    private static Path folder;

    private static Nodes nodes;

    @BeforeAll
    static void start() throws Exception {
        nodes = Nodes.start(
                TomcatNode.class, folder, SessionTable.start("sessions-tomcat.sql", "in_page_login_sessions"));
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
    @EnabledIfSystemProperty(
            named = "thorough",
            matches = "true",
            disabledReason = "takes long; JettyNodesIT tells the same of Jetty's")
    void nobodyIsSignedOutWhileNodesDie() throws Exception {
        SeveralNodes several = new SeveralNodes(nodes);
        several.theCrowdLogsIn(Duration.ofSeconds(5), Duration.ofSeconds(12));
        several.nobodyIsSignedOutWhileNodesDie();
        several.noPairIsLost();
    }

    @Test
    void theDatabaseKeepsTheNewerTokensAndBringsNoEndedSessionBack() throws SQLException {
        save(Blob.of(200, "first"));
        assertKept("first");
        save(Blob.of(199, "older"));
        assertKept("first");
        save(Blob.of(256, "newer"));
        assertKept("newer");
        nodes.sessions().run(DELETE);
        save(Blob.of(300, "late"));
        assertEquals(0, nodes.sessions().number(COUNT));
    }

    private static void assertKept(String content) throws SQLException {
        String sameContent = " and position('" + content + "'::bytea in session_data) > 0";
        assertEquals(1, nodes.sessions().number(COUNT + sameContent), content);
    }

    /** As Tomcat does it. */
    private static void save(byte[] content) throws SQLException {
        try (Connection connection = nodes.sessions().connection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement delete = connection.prepareStatement(DELETE);
                    PreparedStatement insert = connection.prepareStatement(INSERT)) {
                delete.executeUpdate();
                insert.setBytes(1, content);
                insert.execute();
            }
            connection.commit();
        }
    }
}
