/** What operators watch: health and metrics. */
@NullMarked
package io.github.inpagelogin.ops;

import org.jspecify.annotations.NullMarked;
