/** How every request to RingCentral leaves: whole through a port and its one implementation, or streamed. */
@NullMarked
package io.github.inpagelogin.http;

import org.jspecify.annotations.NullMarked;
