/** The protocol: what is asked of RingCentral and what its answers mean. Knows nothing of servlets. */
@NullMarked
package io.github.inpagelogin.oauth;

import org.jspecify.annotations.NullMarked;
