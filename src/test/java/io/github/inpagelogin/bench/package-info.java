/**
 * The benchmark, {@code mvn -Pbench verify}: what the app costs over a bare servlet on the same Jetty. {@link
 * io.github.inpagelogin.bench.Benchmark} starts the servers, each in a process of its own, and asks them in turn.
 */
@NullMarked
package io.github.inpagelogin.bench;

import org.jspecify.annotations.NullMarked;
