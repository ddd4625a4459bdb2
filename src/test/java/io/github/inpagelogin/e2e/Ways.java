package io.github.inpagelogin.e2e;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** The two ways to embed the phone: the page's path, and the selector of the phone's frame in it. */
final class Ways {
    static final String ADAPTER_FRAME = "iframe[id$='-adapter-frame']";

    private static final Arguments IN_THE_PAGE = arguments("app", "#rc-widget");
    private static final Arguments IN_A_CORNER = arguments("app/adapter", ADAPTER_FRAME);

    private Ways() {}

    static Stream<Arguments> both() {
        return Stream.of(IN_THE_PAGE, IN_A_CORNER);
    }

    /** In a thorough run in a corner too. */
    static Stream<Arguments> inThePage() {
        return Thorough.firstOf(IN_THE_PAGE, IN_A_CORNER);
    }

    /** In a thorough run in the page too. */
    static Stream<Arguments> inACorner() {
        return Thorough.firstOf(IN_A_CORNER, IN_THE_PAGE);
    }
}
