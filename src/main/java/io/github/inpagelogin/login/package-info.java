/** Signing in and out: the authorization code flow as a browser meets it. */
@NullMarked
package io.github.inpagelogin.login;

import org.jspecify.annotations.NullMarked;
