/**
 * A stand-in RingCentral with a stand-in widget, for the demo and for every test: strict where RingCentral is strict,
 * so that a mistake of ours shows here first. Start with {@link io.github.inpagelogin.standin.StandIn}.
 */
@NullMarked
package io.github.inpagelogin.standin;

import org.jspecify.annotations.NullMarked;
