/** The pages that embed the widget, and how the widget gets signed in. */
@NullMarked
package io.github.inpagelogin.widget;

import org.jspecify.annotations.NullMarked;
