/** Typed, immutable settings, validated at start; the only package that reads the environment. */
@NullMarked
package io.github.inpagelogin.config;

import org.jspecify.annotations.NullMarked;
