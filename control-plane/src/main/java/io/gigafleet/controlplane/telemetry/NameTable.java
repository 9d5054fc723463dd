package io.gigafleet.controlplane.telemetry;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Finds the index of a name by its UTF-8 bytes, where they lie. Immutable. */
final class NameTable {

    private static final int FREE = -1;
    private static final int FACTOR = 31;

    private final byte[][] names;
    private final int[] slots;

    /**
     * A table of names.
     *
     * @param names each once
     */
    NameTable(List<String> names) {
        this.names =
                names.stream()
                        .map(name -> name.getBytes(StandardCharsets.UTF_8))
                        .toArray(byte[][]::new);
        int capacity = Integer.highestOneBit(Math.max(2, names.size()) - 1) << 2;
        this.slots = new int[capacity];
        Arrays.fill(slots, FREE);
        for (int index = 0; index < this.names.length; index++) {
            byte[] name = this.names[index];
            int slot = slotOf(name, 0, name.length);
            while (slots[slot] != FREE) {
                slot = (slot + 1) & (slots.length - 1);
            }
            slots[slot] = index;
        }
    }

    private int slotOf(byte[] bytes, int from, int to) {
        int hash = 0;
        for (int at = from; at < to; at++) {
            hash = FACTOR * hash + bytes[at];
        }
        return (hash ^ (hash >>> Short.SIZE)) & (slots.length - 1);
    }

    /** The index of the name that these bytes are; -1 if there is none. */
    int indexOf(byte[] bytes, int from, int to) {
        int slot = slotOf(bytes, from, to);
        while (slots[slot] != FREE) {
            byte[] name = names[slots[slot]];
            if (Arrays.equals(name, 0, name.length, bytes, from, to)) {
                return slots[slot];
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        return -1;
    }
}
