/** What {@code mvn jetty:run} adds to the app: the stand-in RingCentral. */
@NullMarked
package io.github.inpagelogin.demo;

import org.jspecify.annotations.NullMarked;
