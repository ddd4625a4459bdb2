/** What is kept for a person who has signed in, and the one class that touches HttpSession. */
@NullMarked
package io.github.inpagelogin.session;

import org.jspecify.annotations.NullMarked;
