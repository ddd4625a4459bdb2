/** What the lines of the log have in common: whose request they belong to, on whatever thread they are written. */
@NullMarked
package io.github.inpagelogin.log;

import org.jspecify.annotations.NullMarked;
