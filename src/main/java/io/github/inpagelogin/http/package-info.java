/** The port through which every request to RingCentral leaves, and its one implementation. */
@NullMarked
package io.github.inpagelogin.http;

import org.jspecify.annotations.NullMarked;
