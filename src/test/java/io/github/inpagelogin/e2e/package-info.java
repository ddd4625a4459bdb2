/** Whole stories over real HTTP: the app in an embedded Jetty, a stand-in RingCentral, and browsers. */
@NullMarked
package io.github.inpagelogin.e2e;

import org.jspecify.annotations.NullMarked;
