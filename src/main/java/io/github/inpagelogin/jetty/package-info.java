/**
 * What Jetty itself loads where several nodes share their sessions: a jar of its own for the server's class path, which is not in the WAR.
 */
@NullMarked
package io.github.inpagelogin.jetty;

import org.jspecify.annotations.NullMarked;
