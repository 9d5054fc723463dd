package io.gigafleet.controlplane.control;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How this plane runs its loop. */
@ConfigMapping(prefix = "gigafleet")
public interface PlaneConfig {

    /** Name of this plane in leases and logs; unique among the planes of a site. */
    @WithDefault("${HOSTNAME:plane}")
    String nodeName();

    Loop loop();

    Rollups rollups();

    Rollouts rollouts();

    Placement placement();

    /** How far placement may go to make room. */
    interface Placement {
        /** Most replicas on the move to make room, in all: some racks' worth, not a site's. */
        @WithDefault("64")
        int movesInFlight();

        /** How long room stays promised after those who leave it must be gone. */
        @WithDefault("5m")
        Duration promiseLimit();
    }

    /** How racks come into service. */
    interface Rollouts {
        /**
         * How much faster than real time stages, soaks and ramps run: 1 but for simulations, whose
         * agents have to run at the same speed.
         */
        @WithDefault("1")
        double speed();
    }

    /** The leader's cycle. */
    interface Loop {
        /** Off: this process only answers REST from the database. */
        @WithDefault("true")
        boolean enabled();

        /** Longest pause between two cycles. */
        @WithDefault("200ms")
        Duration interval();

        /** How long the lease lasts without renewal; it is renewed every third of that. */
        @WithDefault("3s")
        Duration leaseTtl();

        /**
         * How long a cap lasts at its rack without renewal; it is renewed every third of that. Well
         * under the minute a UPS carries 130%, which live caps may come to, and at most 15 s;
         * shorter only costs records.
         */
        @WithDefault("15s")
        Duration capTtl();
    }

    /** Rollups. */
    interface Rollups {
        /** Whole days before today that rollups of a minute are kept. */
        @WithDefault("14")
        int retentionDays();

        /** Whole days before today that rollups of ten seconds are kept. */
        @WithDefault("2")
        int tenSecondsDays();
    }
}
