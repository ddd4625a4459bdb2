package io.github.inpagelogin.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.inpagelogin.web.Events;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What goes well is no problem in the log. */
class FalseAlarmTest {
    private static final Logger EVENTS = (Logger) LoggerFactory.getLogger(Events.class);

    @AutoClose
    private static final World world = World.start("widget.hosting", "pass-through", "widget.mode", "code");

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Visitor visitor = world.visitor();

    @BeforeEach
    void listen() {
        log.start();
        EVENTS.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        EVENTS.detachAppender(log);
    }

    @Test
    void aFileThatIsThereIsNotToldToBeMissing() {
        visitor.get("widget/app.js").expect(200);
        visitor.get("widget/app.js").expect(200);
        assertEquals(List.of(), problems());
        visitor.get("widget/none.js").expect(404);
        visitor.get("widget/").expect(404);
        assertEquals(2, problems().size());
    }

    @Test
    void aScriptOfWhoIsSignedInIsNotToldToBeAStrangers() {
        visitor.logIn(world.ada());
        visitor.get("app", "Accept", "application/json").expect(200);
        assertEquals(List.of(), problems());
    }

    private List<ILoggingEvent> problems() {
        return log.list.stream()
                .filter(line -> line.getKeyValuePairs().stream().anyMatch(pair -> "problem".equals(pair.value)))
                .toList();
    }
}
