package io.github.inpagelogin.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PendingTest {
    @Test
    void aRequestThatComesWhenTheOthersWereEndedIsAnsweredAtOnce() {
        List<String> answered = new ArrayList<>();
        Pending pending = new Pending(false);
        pending.end();
        pending.add(() -> answered.add("late"));
        assertEquals(List.of("late"), answered);
    }
}
