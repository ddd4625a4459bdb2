package io.github.inpagelogin.proxy;

import io.github.inpagelogin.web.Problem;
import java.net.URI;

/** Where a request to the proxy goes. */
sealed interface Route {
    /** To RingCentral; media answers are files of people's, others are RingCentral's own. */
    record Open(URI uri, boolean media) implements Route {
        /** Without the query, which is the person's own. */
        @Override
        public String toString() {
            return "Open[" + uri.getRawPath() + "]";
        }
    }

    /** Nowhere. */
    record Closed(Problem problem) implements Route {}
}
