/** RingCentral's REST API, asked with the token of whoever is signed in. */
@NullMarked
package io.github.inpagelogin.api;

import org.jspecify.annotations.NullMarked;
