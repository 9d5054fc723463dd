package io.gigafleet.controlplane.placement.verify;

import io.gigafleet.controlplane.fleet.ServiceView;
import io.gigafleet.controlplane.fleet.TenantQuota;
import io.gigafleet.schemas.manifest.InferenceService;
import io.gigafleet.schemas.manifest.Manifest.Metadata;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;

/** Services of every shape that there is, of three tenants, made from a seed. */
final class RandomServices {

    private static final String GB300 = "gb300-nvl72";
    private static final String VERA = "vera-rubin-nvl72";
    private static final String LPX = "groq3-lpx";

    private final Random random;
    private final TenantQuota[] quotas = new TenantQuota[3];

    RandomServices(Random random) {
        this.random = random;
        for (int tenant = 0; tenant < quotas.length; tenant++) {
            quotas[tenant] =
                    new TenantQuota(
                            60 + random.nextInt(1_000),
                            random.nextBoolean() ? 0 : random.nextInt(400));
        }
    }

    ServiceView next(String name, int wanted) {
        int tenant = random.nextInt(quotas.length);
        return new ServiceView(
                new InferenceService(
                        Metadata.named(name),
                        new InferenceService.Spec(
                                "tenant-" + tenant,
                                model(),
                                new InferenceService.Replicas(wanted, wanted),
                                shape(),
                                power(),
                                random.nextInt(5),
                                random.nextInt(3) > 0,
                                where(),
                                new InferenceService.Slo(
                                        Duration.ofMillis(500), Duration.ofMillis(40)),
                                new InferenceService.Traffic("test"))),
                wanted,
                quotas[tenant]);
    }

    private InferenceService.Model model() {
        double parameters = random.nextInt(12) == 0 ? 671e9 : 30e9;
        return new InferenceService.Model(
                "m", parameters, parameters, InferenceService.Precision.FP8, 8192);
    }

    private InferenceService.Shape shape() {
        return switch (random.nextInt(12)) {
            case 0 -> InferenceService.Shape.ofRacks(1 + random.nextInt(3), List.of(GB300));
            case 1 -> InferenceService.Shape.ofRacks(2, List.of());
            case 2, 3 ->
                    InferenceService.Shape.ofPools(
                            new InferenceService.Pools(
                                    pool(1 + random.nextInt(3), 4 + random.nextInt(8), VERA),
                                    pool(1, 64 + random.nextInt(193), LPX)));
            case 4 ->
                    InferenceService.Shape.ofPools(
                            new InferenceService.Pools(pool(2, 8, GB300), pool(2, 16, GB300)));
            case 5 -> new InferenceService.Shape(128 + random.nextInt(129), List.of(LPX));
            case 6 -> new InferenceService.Shape(72, List.of(GB300, VERA));
            default ->
                    new InferenceService.Shape(
                            1 + random.nextInt(random.nextBoolean() ? 16 : 72),
                            random.nextBoolean() ? List.of() : List.of(GB300, VERA));
        };
    }

    private static InferenceService.Pool pool(int count, int accelerators, String sku) {
        return new InferenceService.Pool(count, accelerators, List.of(sku));
    }

    private InferenceService.Power power() {
        return random.nextBoolean()
                ? InferenceService.Power.NAMEPLATE
                : new InferenceService.Power(
                        InferenceService.PowerPlanning.PREDICTED,
                        OptionalLong.of(400 + random.nextInt(900)));
    }

    private InferenceService.Placement where() {
        return new InferenceService.Placement(
                random.nextInt(5) == 0 ? List.of("h0") : List.of(),
                random.nextInt(6) == 0 ? Map.of("tier", "gold") : Map.of(),
                atMost(4),
                atMost(3),
                atMost(2),
                random.nextInt(6) == 0);
    }

    private OptionalInt atMost(int most) {
        return Optional.of(1 + random.nextInt(most))
                .filter(ignored -> random.nextInt(5) == 0)
                .map(OptionalInt::of)
                .orElse(OptionalInt.empty());
    }
}
