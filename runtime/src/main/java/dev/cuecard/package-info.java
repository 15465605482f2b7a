/** Declaring prompts and calling them: what a user's code imports first. */
@NullMarked
package dev.cuecard;

import org.jspecify.annotations.NullMarked;
