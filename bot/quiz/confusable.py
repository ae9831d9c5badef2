"""Names that are a slip of the pen away from another name.

Whoever types one of them has named something else, so that it is never read as a misspelling: Austria is not a badly
written Australia, whether or not the chapter knows both.
"""

from bot.quiz.folding import words_of
from bot.quiz.word_lists import listed

_COUNTRIES = """
Austria Australia Austrian Australian Austrians Australians Iran Iraq Iranian Iraqi Slovakia Slovenia Slavonia Slovak
Slovene Lithuania Livonia Latvia Latvian Prussia Russia Prussian Russian Belorussia Borussia Niger Nigeria Mali Malawi
Malta Yalta Malaya Malay Gambia Zambia Guinea Guiana Guyana Ghana Korea Crimea Syria Serbia Siberia Sorbia Styria
Assyria Libya Lydia Lycia India Indian Indonesia Indochina China Chile Chad Peru Cuba Sweden Sudan Switzerland
Swaziland Swabia Saxony Silesia Galicia Galatia Galilee Moldavia Moravia Monrovia Bohemia Bosnia Bavaria Bulgaria
Bolivia Colombia Columbia Cambodia Cambria Cumbria Umbria Armenia Romania Rumelia Albania Algeria Angola Anglia
Andorra Arabia Aragon Argentina Argentine Ukraine Hungary Germany German Germans Iceland Ireland Island Finland
Holland Poland Portugal Norway Normandy Burgundy Brandenburg Brabant Britain Brittany Brunei Persia Parthia Thrace
France Franks Franco Francis Florence Flanders Denmark Georgia Estonia Macedonia Mauritania Mauritius Morocco Monaco
Mexico Mongolia Burma Burundi Benin Lenin Levin Tunis Tunisia Turkey Turkmen Cyprus Cyrus Crete Greece Palestine
Philistine Lebanon Jordan Judea Israel Egypt Ethiopia Eritrea Somalia Kenya Uganda Rwanda Tanzania Tanganyika Togo
Tonga Congo Gabon Japan Java Jamaica Haiti Tahiti Vietnam Vienna Laos Nepal Naples Natal Transvaal Paraguay Uruguay
Panama Oman Roman Ottoman Yemen Qatar Catalonia Castile Caledonia Alsace Lorraine Savoy Sardinia Sarmatia Sicily
Scythia Sparta Venezuela Venice Samoa Samara Mercia Murcia Dominica Dominican Transylvania Pennsylvania Transnistria
Gaul Goths Guatemala Gotland Scotland Shetland Europe Eurasia Africa America Asia Oceania Iberia Siberian Iberian
Liberia Nubia Numidia Namibia Zaire Soviet Soviets
"""

_PLACES = """
Paris Parma Parisian Berlin Dublin Lublin Turin Tours Troyes Troy Rome Reims Rennes Rhine Rhone Marne Maine Mainz Mons
Mans Namur Nancy Nantes Naseby Nice Nicaea Nijmegen Ypres Somme Sedan Verdun Arras Amiens Athens Athena Cambrai Cannae
Cannes Caen Carthage Cartagena Cadiz Calais Cairo Kiev Kiel Kursk Kurdistan Minsk Pinsk Omsk Tomsk Perm Moscow Krakow
Warsaw Warwick Worcester Dresden Danzig Leipzig Leningrad Stalingrad Petrograd Volgograd Kaliningrad Belgrade Budapest
Bucharest Prague Riga Vilna Vilnius Geneva Genoa Jena Ghent Delphi Delhi Delos Thebes Tibet Tiber Tigris Teheran Potsdam
Rapallo Rhodes Locarno Lugano Lusaka Lausanne London Lyon Trent Trentino Trenton Trier Trieste Versailles Marseilles
Utrecht Augsburg Hamburg Homburg Magdeburg Marburg Salzburg Strasbourg Luxemburg Nuremberg Heidelberg Weimar Wismar
Madrid Madras Medina Medici Mecca Manila Manchuria Manchester Munich Zurich Jutland Rutland Gallipoli Tripoli Naples
Jerusalem Jericho Bethlehem Damascus Baghdad Basra Beirut Dunkirk Dunbar Durban Dayton Danton Canton Boston Bosworth
Houston Concord Concorde Saratoga Sarajevo Trafalgar Trebizond Actium Zama Hastings Harding Bannockburn Blenheim
Culloden Agincourt Azincourt Poitiers Crecy Breda Sofia Hiroshima Nagasaki Inchon Saigon Hanoi Hue Suez Sinai Port
Don Dnieper Dniester Donets Volga Vistula Oder Elbe Ebro Neisse Niemen Loire Thames Seine Nile Indus Danube Neva Narva
Geneva Narvik Nero Nerva Trajan Trojan Torgau Tobruk Tannenberg Chalons Chalcis Saladin Aladdin Paladin Borodino
Wales Vicky Spartan Spartans Athenian Athenians Sovnarkhoz Barth Salamis Salerno Anzio
"""

_PEOPLE = """
Bukharin Bakunin Bulganin Bulgakov Bogdanov Budyonny Lennon Lenina Stalin Stolypin Stallone Trotsky Tolstoy Tukhachevsky
Turgenev Kamenev Kerensky Kirov Kiril Kirill Kolchak Kornilov Krylenko Krylov Krasin Krupskaya Kollontai Kuibyshev
Kosygin Kosciuszko Kossuth Kun Kuhn Chicherin Litvinov Litvinenko Malenkov Martov Martin Marat Murat Marx Mark
Marcus Markus Marius Darius Marshall Marshal Molotov Plotov Mao Marlowe Milyukov Miliukov Mikoyan Milosevic
Radek Radom Rykov Rakovsky Rykova Sokolnikov Sverdlov Suslov Spiridonova Tomsky Voroshilov Vyshinsky Yagoda Yezhov
Yeltsin Zhdanov Zhukov Zinoviev Dzerzhinsky Denikin Dubcek Beria Iberia Berg Brezhnev Andropov Gorbachev Gromyko Gorky
Goethe Goering Goebbels Hess Hoess Heydrich Himmler Hitler Hindenburg Hugenberg Kesselring Keitel Bormann Bohrmann Speer
Roehm Rommel Mussolini Ciano Cicero Cesare Caesar Cassius Crassus Gracchus Nelson Wilson Wilton Weldon Truman Truffaut
Thomas Tomas Nixon Dixon Reagan Regan Johnson Johnston Jonson Jackson Jefferson Adams Adam Adamson Grant Brandt Brand
Grand Lincoln Hoover Taylor Tyler Harding Carter Castro Cartier Batista Baptista Peron Person Heron Bolivar Oliver
Cromwell Cornwall Cornwallis Churchill Chamberlain Attlee Disraeli Gladstone Palmerston Peel Pitt Walpole Walsingham
Wolsey Wesley Wellesley Wellington Washington Woodrow Wycliffe More Moore Moor Morse Luther Lothar Lother Calvin Colvin
Zwingli Hus Huss Erasmus Richelieu Mazarin Colbert Colvert Turgot Necker Neckar Robespierre Danton Desmoulins Sieyes
Lafayette Talleyrand Napoleon Bonaparte Metternich Mitterrand Castlereagh Canning Cunning Cavour Garibaldi Mazzini
Bismarck Bulow Moltke Kautsky Katsky Bebel Bernstein Bronstein Ebert Erbert Rathenau Stresemann Scheidemann Luxemburg
Liebknecht Lukacs Gramsci Gandhi Nehru Jinnah Patel Patil Bose Boas Tagore Nasser Nassau Sadat Saddam Begin Meir Mayer
Rabin Robin Rubin Arafat Mandela Mendel Mendeleev Nkrumah Lumumba Mobutu Mugabe Kenyatta Chiang Jiang Zhang Zhou
Chou Deng Peng Feng Sun Song Soong Kim Diem Giap Tojo Tito Togo Franz Franck Frank Frick Fisk Francs Rosa Ross Rousseau
Russell Voltaire Locke Loche Hobbes Hume Home Bacon Becon Darwin Dawkins Derwent Galen Galileo Kepler Keppler Tacitus
Titus Livy Levy Lucan Lucian Pliny Plato Pluto Plotinus Herod Herodotus Herodian Hadrian Adrian Arian Aryan Arians
Aryans Sulla Scylla Cato Cleon Clean Solon Salon Pericles Heracles Philip Philby Darwinism Donald Ronald Roland
Rolland Rowland Edward Edmund Edwin Edgar Henry Harry Harold Arnold Charles Carlos Claudius Claudia Julian Julius
Julia Justin Justinian Constantine Constantius Diocletian Domitian Maria Marie Mary Martha Margaret Mario Anna Anne
Hanna Alan Alvin Alexander Alexandra Alexandria Augustus Augustine Augusta Aurelius Aurelian Leopold Leonard Leonid
Leonidas Victor Victoria Vespasian Valens Valerian Peter Pieter Paul Paula Pauli Saul Louis Louise Louisa Robert
Rupert Hubert Albert Alberta Herbert Norbert Stephen Stefan Steven Josef Jose Josephine Joseph Josephus Joan John
Jean Jane Jan Hannibal Hasdrubal Hamilcar Brutus Britons Bretons Celts Cults Saxons Satan Franciscan Dominicans
Carmelite Jesuit Jesuits
"""

_MOVEMENTS = """
Comintern Cominform Comecon Cominform Komsomol Politburo Orgburo Cheka Czech Chechen Czechs Chechens Tatar Tartar
Bolshevik Menshevik Bolsheviks Mensheviks Bolshevism Menshevism Leninism Leninist Stalinism Stalinist Marxism Marxist
Maoism Maoist Titoism Taoism Fascism Racism Marxists Nazism Nazis Nazi Realism Royalism Socialism Socialist Sociology
Socialists Specialist Specialists Revolution Evolution Devolution Involution Resolution Revelation Devotion
Nationalism Rationalism Nationalisation Nationalization Rationalisation Rationalization Naturalisation Naturalization
Industrialisation Collectivisation Immigration Emigration Migration Immigrant Emigrant Immigrants Emigrants Reformation
Deformation Formation Information Counterreformation Feudalism Federalism Federalist Federation Confederation
Confederacy Confederate Confederates Centralism Centralisation Decentralisation Monarchism Monarchy Anarchy Oligarchy
Hierarchy Anarchism Archaism Autocracy Aristocracy Democracy Technocracy Theocracy Communism Consumerism Colonialism
Colonisation Canonisation Imperialism Empiricism Emperor Empire Umpire Conservative Conservatism Liberalism Literalism
Pacifism Passivism Activism Militarism Mercantilism Manichaeism Monasticism Mysticism Nihilism Populism Papalism
Pluralism Isolationism Inflation Deflation Reflation Election Ejection Affection Defection Infection Coalition
Collision Abolition Ablution Partition Petition Sedition Tradition Perdition Armament Disarmament Armistice Amnesty
Annexation Alliance Allied Allies Axis Anschluss Appeasement Kulak Kulaks Kolkhoz Sovkhoz Kolkhozy Sovkhozy Duma
Dumas Zemstvo Rada Rasputin Ras-Putin Ration Nation Nations Notion Treason Reason Season Slavery Slovenly Serf Serfs
Surf Serfdom Suffrage Suffragist Suffragette Suffragists Suffragettes Sunni Shia Shiite Sunnite Hutu Tutsi Whig
Whigs Wigs Tory Tories Hussite Hussar Hussars Tsar Tsars Tsarina Senate Senator Tribune Tribute Consul Council
Counsel Concert Convent Convention Invention Intervention Conversion Convocation Constitution Institution
Prostitution Restitution Consulate Constituent Dictator Parliament Regent Regency Agency Crusade Crusader Crusaders
Pogrom Program Programme Holocaust Genocide Regicide Bourgeoisie Bourgeois Proletariat Proletarian Secretariat
Commissar Commissariat Commissary Commune Communes Communard Congress Progress Conference Deference Entente Detente
Détente Perestroika Glasnost Uskorenie Pravda Iskra Izvestia Iskandar Ulster Munster Minster Leinster Cathar Cathars
Qatari Samizdat Tamizdat Reichstag Reichsrat Blitzkrieg Sitzkrieg Containment Contentment Gulag Goulash Ghetto
Gestapo North South East West Northern Southern Eastern Western Upper Lower White Whites Reds Blacks Blues Greens
Left Right Fourth Forth Minor Major Miner Manor Mayor Import Export Imports Exports Internal External Interior
Exterior Hundred Thousand Million Billion Trillion Northwest Northeast Southwest Southeast Prewar Postwar
"""

# Where something is, said beside its name: Petrograd, Russia.
COUNTRIES = listed(
    "russia ussr australia germany france england britain uk usa us america "
    "italy spain portugal austria hungary poland china japan turkey ukraine belgium netherlands holland "
    "greece egypt india "
    "europe asia africa scotland ireland wales switzerland serbia bosnia romania finland norway sweden denmark"
) | {"soviet union", "soviet russia", "united states", "united kingdom", "great britain", "ottoman empire"}

KNOWN = frozenset(words_of(f"{_COUNTRIES} {_PLACES} {_PEOPLE} {_MOVEMENTS}"))

_ENDINGS = ("ism", "ist", "ite", "ican", "eran")

# What is put before a word to make it mean the opposite or something else.
PREFIXES = listed(
    "anti ante counter de dis ex extra hyper il im in inter ir mis neo non over post pre pro pseudo "
    "quasi re semi sub super "
    "trans ultra un under"
)


def is_another_name(typed: str, expected: str) -> bool:
    """Whether a word that differs from the expected one means something of its own."""
    return (
        typed in KNOWN
        or _ending(typed) != _ending(expected)
        or _differ_by_prefix(typed, expected)
        or _differ_by_prefix(expected, typed)
    )


def _ending(word: str) -> str:
    """What makes another word of the same stem: Luther, Lutheran; Fascism, fascist. A plural's is its singular's."""
    return next((ending for ending in _ENDINGS if word.removesuffix("s").endswith(ending)), "")


def _differ_by_prefix(longer: str, shorter: str) -> bool:
    return longer.endswith(shorter) and longer.removesuffix(shorter) in PREFIXES
