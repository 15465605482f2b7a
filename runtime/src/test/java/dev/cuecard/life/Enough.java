package dev.cuecard.life;

/** What a consumer throws that has had enough. */
final class Enough extends RuntimeException {
    private static final long serialVersionUID = 1L;
}
