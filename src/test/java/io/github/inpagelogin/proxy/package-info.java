/** The proxy against a server that does what each test tells it to. */
@NullMarked
package io.github.inpagelogin.proxy;

import org.jspecify.annotations.NullMarked;
