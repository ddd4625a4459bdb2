/** The page with the person's recent calls, which this site's server reads. */
@NullMarked
package io.github.inpagelogin.calls;

import org.jspecify.annotations.NullMarked;
