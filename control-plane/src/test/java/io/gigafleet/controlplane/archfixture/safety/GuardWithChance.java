package io.gigafleet.controlplane.archfixture.safety;

import java.util.SplittableRandom;

/** Breaks the rule that a pure package knows no chance but a seeded one. */
public final class GuardWithChance {

    public int unseeded() {
        return new SplittableRandom().nextInt();
    }

    public int seeded(long seed) {
        return new SplittableRandom(seed).nextInt();
    }
}
