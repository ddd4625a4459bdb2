/** {@code /proxy/*}: RingCentral's server as the widget sees it in {@code proxy} mode, with the token added here. */
@NullMarked
package io.github.inpagelogin.proxy;

import org.jspecify.annotations.NullMarked;
