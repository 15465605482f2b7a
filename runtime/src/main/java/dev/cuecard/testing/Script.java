package dev.cuecard.testing;

/** What a mock does with one request. */
@FunctionalInterface
interface Script {

    /** Answers a request in the format of the provider that asks. */
    Answer answer(Ticket ticket);
}
