/** How every request to RingCentral leaves, whole or streamed: through a port to Jetty, if a breaker lets it. */
@NullMarked
package io.github.inpagelogin.http;

import org.jspecify.annotations.NullMarked;
