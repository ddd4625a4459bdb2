package io.github.inpagelogin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.inpagelogin.standin.Endpoint;
import io.github.inpagelogin.standin.Person;
import io.github.inpagelogin.standin.StandIn;
import jakarta.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes of a real Tomcat, installed as README says, with their sessions in PostgreSQL. */
@Timeout(900)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TomcatNodesIT {
    private static final String INSERT = "insert into tomcat_sessions"
            + " (session_id, app_name, session_data, valid_session, max_inactive, last_access)"
            + " values ('of-this-test', '/test', ?, '1', 1800, 0)";
    private static final String DELETE = "delete from tomcat_sessions where session_id = 'of-this-test'";
    private static final String COUNT = "select count(*) from tomcat_sessions where session_id = 'of-this-test'";

    /** How long a session lasts that is to end by its time. */
    private static final Duration IDLE = Duration.ofSeconds(8);

    @TempDir
    private static Path folder;

    @AutoClose
    private static Nodes nodes;

    @BeforeAll
    static void start() throws IOException, SQLException {
        nodes = start("tomcat10", "sso");
    }

    private static Nodes start(String version, String mode) throws IOException, SQLException {
        return Nodes.start(
                base -> TomcatInstallation.ofNode(version, base),
                Files.createDirectory(folder.resolve(version)),
                SessionTable.ofTomcat(),
                mode);
    }

    @Test
    void onePersonGoesFromNodeToNode() throws SQLException {
        new SeveralNodes(nodes).onePersonGoesFromNodeToNode();
    }

    @Test
    @Thorough.Only // Tomcat 10.1 tells the same story.
    void onePersonGoesFromNodeToNodeOnTomcat11AndSoDoesTheWidgetsCode() throws IOException, SQLException {
        try (Nodes younger = start("tomcat11", "code")) {
            new SeveralNodes(younger).onePersonGoesFromNodeToNode();
            new SeveralNodes(younger).theWidgetsCodeIsGivenOut();
        }
    }

    @Test
    @Thorough.Only // JettyNodesIT stops Jetty's in each run.
    void aSessionOutlivesTheNodesThatStop() throws IOException {
        new SeveralNodes(nodes).aSessionOutlivesTheNodesThatStop();
    }

    /** Nobody comes back to it: the nodes look for such sessions by themselves, and two of them may find it at a time. */
    @Test
    void aSessionThatEndsByItsTimeIsRevoked() throws SQLException {
        StandIn standIn = nodes.standIn();
        Person luis = standIn.people().get(1);
        long revocations = standIn.counters().of(Endpoint.REVOKE);
        standIn.knobs().extraTokenField("session_idle_timeout", Json.createValue(IDLE.toSeconds()));
        Visitor person = nodes.visitor();
        person.logIn(luis).expect(200);
        standIn.knobs().reset();
        standIn.knobs().rateLimit(false);
        SeveralNodes.await(() -> standIn.counters().activeSessions(luis.ownerId()) == 0);
        long revoked = standIn.counters().of(Endpoint.REVOKE) - revocations;
        assertTrue(revoked <= nodes.all().size(), revoked + " revocations");
        assertFalse(person.isSignedIn());
    }

    /** At the end: a Tomcat that is started after it was killed warns of what it had unpacked then. */
    @Test
    @Order(Integer.MAX_VALUE)
    @Thorough.Only // JettyNodesIT tells the same of Jetty's in each run.
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
