package dev.cuecard.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The pieces in which a body is written to the socket. */
enum Delivery {
    WHOLE,
    PIECES,
    /** A byte at a time: the end of the body, and of a long one a piece before. */
    BYTES;

    /** More single bytes would prove nothing, and take long. */
    private static final int TRICKLED = 1_200;

    private static final int LONGEST_PIECE = 700;

    List<byte[]> cut(byte[] body, Random random) {
        List<byte[]> pieces = new ArrayList<>();
        int sent = 0;
        while (sent < body.length) {
            int left = body.length - sent;
            int size = switch (this) {
                case WHOLE -> left;
                // What is very long comes in long pieces.
                case PIECES -> 1 + random.nextInt(LONGEST_PIECE + body.length / 16);
                case BYTES -> Math.max(1, left - TRICKLED);
            };
            size = Math.min(size, left);
            byte[] piece = new byte[size];
            System.arraycopy(body, sent, piece, 0, size);
            pieces.add(piece);
            sent += size;
        }
        return pieces;
    }
}
