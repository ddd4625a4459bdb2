/** One sign-in for a site and the RingCentral Embeddable widget in its pages. */
@NullMarked
package io.github.inpagelogin;

import org.jspecify.annotations.NullMarked;
