/** Stories, told over real HTTP: the app, the stand-in RingCentral, and browsers. */
@NullMarked
package io.github.inpagelogin.e2e;

import org.jspecify.annotations.NullMarked;
