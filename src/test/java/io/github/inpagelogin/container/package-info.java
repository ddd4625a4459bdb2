/** What {@code Dockerfile}, {@code webapp-config/docker} and {@code webapp-config/kubernetes} say is tried as far as it goes without Docker. */
@NullMarked
package io.github.inpagelogin.container;

import org.jspecify.annotations.NullMarked;
