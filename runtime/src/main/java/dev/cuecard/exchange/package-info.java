/**
 * One call from its request to its ending: attempts, deadlines, the decode loop, the accumulator, the state machine of
 * endings, and its blocking and its reactive face.
 */
@NullMarked
package dev.cuecard.exchange;

import org.jspecify.annotations.NullMarked;
