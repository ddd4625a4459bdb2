/** What every page shares: replies, errors, request ids and security headers. */
@NullMarked
package io.github.inpagelogin.web;

import org.jspecify.annotations.NullMarked;
