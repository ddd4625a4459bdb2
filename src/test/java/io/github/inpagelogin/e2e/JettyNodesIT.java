package io.github.inpagelogin.e2e;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.inpagelogin.standin.Endpoint;
import io.github.inpagelogin.standin.Person;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes of a real Jetty, installed as README says, with their sessions in PostgreSQL. */
@Timeout(900)
class JettyNodesIT {
    @TempDir
    private static Path folder;

    @AutoClose
    private static Nodes nodes;

    @BeforeAll
    static void start() throws IOException, SQLException {
        nodes = Nodes.start(JettyInstallation::ofNode, folder, SessionTable.ofJetty(), "proxy");
    }

    @Test
    void onePersonGoesFromNodeToNode() throws SQLException {
        new SeveralNodes(nodes).onePersonGoesFromNodeToNode();
    }

    @Test
    void eachNodePassesOnWithTheTokenThatTheOtherHasRenewed() {
        Visitor person = nodes.visitor();
        person.logIn(luis()).expect(200);
        long redeemed = nodes.standIn().counters().of(Endpoint.TOKEN);
        nodes.standIn().knobs().expireAccessTokens();
        for (int i = 0; i < 4; i++) {
            person.get(ProxiedWidget.EXTENSION, ProxiedWidget.asWidget()).expect(200);
        }
        assertEquals(redeemed + 1, nodes.standIn().counters().of(Endpoint.TOKEN));
        person.signOut().expect(303);
    }

    @Test
    void aSessionOutlivesTheNodesThatStop() throws IOException {
        new SeveralNodes(nodes).aSessionOutlivesTheNodesThatStop();
    }

    @Test
    void aSessionThatHasEndedByItsTimeIsRevokedWhenSomebodyComesBackToIt() throws SQLException {
        Visitor person = nodes.visitor();
        person.logIn(luis()).expect(200);
        int active = active();
        long revocations = revocations();
        end(person, Instant.now().minusSeconds(1));
        assertFalse(person.isSignedIn());
        SeveralNodes.await(() -> active() == active - 1);
        assertEquals(revocations + 1, revocations());
        assertEquals(0, rows(person));
    }

    @Test
    void aSessionThatHasEndedByItsTimeIsRevokedThoughNobodyComesBackToIt() throws SQLException {
        Visitor person = nodes.visitor();
        person.logIn(luis()).expect(200);
        int active = active();
        // A node that looks for the first time leaves thirty seconds to others, and one that does so deletes what was
        // over for a hundred.
        end(person, Instant.now().minusSeconds(40));
        SeveralNodes.await(() -> rows(person) == 0 && active() == active - 1);
        assertFalse(person.isSignedIn());
    }

    private static int active() {
        return nodes.standIn().counters().activeSessions(luis().ownerId());
    }

    private static Person luis() {
        return nodes.standIn().people().get(1);
    }

    private static long revocations() {
        return nodes.standIn().counters().of(Endpoint.REVOKE);
    }

    /** Has the time of this person's session have been over then. */
    private static void end(Visitor person, Instant then) throws SQLException {
        assertEquals(1, rows(person));
        nodes.sessions().run("update jettysessions set expirytime = " + then.toEpochMilli() + where(person));
    }

    private static long rows(Visitor person) {
        try {
            return nodes.sessions().number("select count(*) from jettysessions" + where(person));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String where(Visitor person) {
        String id = requireNonNull(person.cookies().get("__Host-in-page-login")).replaceFirst("\\..*", "");
        return " where sessionid = '" + id + "'";
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
