package io.memo.acceptance.kotlin

import io.memo.Memoize
import org.springframework.stereotype.Service

/** What a journey costs, as people write it in Kotlin. */
data class Fare(val zone: Zone, val cents: Long, val notes: List<String> = emptyList())

enum class Zone(val factor: Int) { INNER(1), OUTER(3) }

sealed interface Rider {
    data class Adult(val name: String) : Rider

    data object Child : Rider
}

@JvmInline
value class Kilometres(val value: Int)

/** A singleton that code changes. */
object Discounts {
    var percent = 0
}

const val BASE_CENTS = 200L

fun Rider.share(): Int = when (this) {
    is Rider.Adult -> 100
    Rider.Child -> 50
}

interface Surcharge {
    fun cents(km: Kilometres): Long
}

@Service
class NightSurcharge : Surcharge {
    var perKm = 2L

    override fun cents(km: Kilometres): Long = km.value * perKm
}

@Service
class Tariff(private val surcharge: Surcharge) {
    private val names: Map<Zone, String> by lazy { Zone.entries.associateWith { it.name.lowercase(java.util.Locale.ROOT) } }

    var currency: String = "EUR"

    private val rounding: (Long) -> Long = { cents -> cents / 10 * 10 }

    companion object {
        var season: String = "summer"

        @JvmStatic
        fun table(zone: Zone): Int = zone.factor
    }

    @Memoize
    fun fare(rider: Rider, zone: Zone, km: Int = 10): Fare {
        val cents = (BASE_CENTS * table(zone) + surcharge.cents(Kilometres(km))) * rider.share() / 100
        val discounted = cents * (100 - Discounts.percent) / 100
        return Fare(zone, rounding(discounted), listOf("${names[zone]} $currency", season))
    }

    @Memoize
    fun distance(km: Kilometres): String = "${km.value} km"

    @Memoize
    fun cheapest(fares: List<Fare>): Fare? = fares.minByOrNull { it.cents }

    @Memoize
    fun zones(pair: Pair<Zone, Zone>): Set<Zone> = buildSet { add(pair.first); add(pair.second) }
}

/** Calls with a default argument, as another class of the application does. */
@Service
class Counter(private val tariff: Tariff) {
    fun usual(zone: Zone): Fare = tariff.fare(Rider.Adult("Ada"), zone)
}
