package io.github.inpagelogin.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class SeatsTest {
    private final Seats seats = new Seats(2);

    @Test
    void aPersonHasSoManySeatsAndNoMore() {
        assertTrue(seats.take("ada").isPresent());
        assertTrue(seats.take("ada").isPresent());
        assertTrue(seats.take("ada").isEmpty());
        assertTrue(seats.take("luis").isPresent());
    }

    @Test
    void aSeatIsGivenBackOnceHoweverOften() {
        Optional<Runnable> first = seats.take("ada");
        assertTrue(seats.take("ada").isPresent());
        first.orElseThrow().run();
        first.orElseThrow().run();
        assertTrue(seats.take("ada").isPresent());
        assertTrue(seats.take("ada").isEmpty());
    }

    @Test
    void whoHasNoSeatIsForgotten() {
        seats.take("ada").orElseThrow().run();
        assertEquals(0, seats.people());
    }
}
